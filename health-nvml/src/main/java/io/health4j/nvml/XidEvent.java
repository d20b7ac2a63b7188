package io.health4j.nvml;

/**
 * An XID as the driver reported it.
 *
 * @param sequence its place among all, from 1
 * @param uuid the GPU
 * @param xid its number
 * @param gpuInstance under MIG; −1 without
 * @param tick when it came, on the ticker that its GPUs are watched with
 */
record XidEvent(long sequence, String uuid, int xid, int gpuInstance, long tick) {}
