package io.barnabas.environment.real;

import io.barnabas.environment.Volume;
import io.barnabas.environment.VolumeContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class NioVolumeTest extends VolumeContract {
  private final Volume volume = new NioVolume();
  @TempDir private Path root;

  @Override
  protected Volume volume() {
    return volume;
  }

  @Override
  protected Path root() {
    return root;
  }
}
