package io.health4j.benchmarks;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/** All checks, shown to everybody: what Spring's own configuration would make. */
final class SpringGroup implements HealthEndpointGroup {

  @Override
  public boolean isMember(String name) {
    return true;
  }

  @Override
  public boolean showComponents(SecurityContext securityContext) {
    return true;
  }

  @Override
  public boolean showDetails(SecurityContext securityContext) {
    return true;
  }

  @Override
  public StatusAggregator getStatusAggregator() {
    return StatusAggregator.getDefault();
  }

  @Override
  public HttpCodeStatusMapper getHttpCodeStatusMapper() {
    return HttpCodeStatusMapper.getDefault();
  }

  @Override
  public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
    return null;
  }
}
