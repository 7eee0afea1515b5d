package io.barnabas.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFolderTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000);

  @TempDir Path root;

  private Path file(String name) {
    return root.resolve("a/b").resolve(name);
  }

  private void put(String className, String source) throws IOException {
    SourceFolder folder = new SourceFolder(root);
    folder.put("a.b", className, source);
    folder.deleteRest();
    Files.setLastModifiedTime(file(className + ".java"), LONG_AGO);
  }

  @Test
  void anUnchangedFileIsLeftAlone() throws IOException {
    put("One", "text");
    new SourceFolder(root).put("a.b", "One", "text");

    assertThat(Files.getLastModifiedTime(file("One.java"))).isEqualTo(LONG_AGO);
  }

  @Test
  void aChangedFileIsWritten() throws IOException {
    put("One", "text");
    new SourceFolder(root).put("a.b", "One", "other");

    assertThat(file("One.java")).hasContent("other");
  }

  @Test
  void aFileThatIsNoLongerGeneratedIsDeleted() throws IOException {
    put("One", "text");
    put("Two", "text");

    assertThat(file("One.java")).doesNotExist();
    assertThat(file("Two.java")).exists();
  }
}
