package io.health4j.nvml.api;

/**
 * A process with work on a GPU.
 *
 * @param pid its number, as the driver sees it: in the outermost PID namespace
 * @param usedBytes memory of the GPU that it holds, in bytes; −1 where the driver does not say
 * @param gpuInstance its GPU instance under MIG; −1 without
 */
public record NvmlProcess(long pid, long usedBytes, int gpuInstance) {}
