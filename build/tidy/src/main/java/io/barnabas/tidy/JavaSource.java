package io.barnabas.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A parsed source file, not yet attributed: names and positions, no types. */
public record JavaSource(
    Path file, String text, CompilationUnitTree unit, SourcePositions positions) {
  public static JavaSource parse(Path file, String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, null, d -> {}, List.of("-proc:none"), null, List.of(new InMemory(text)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      return new JavaSource(file, text, unit, Trees.instance(task).getSourcePositions());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isTest() {
    return file.toString().contains("src/test/");
  }

  long lineOf(long offset) {
    return unit.getLineMap().getLineNumber(offset);
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String text;

    InMemory(String text) {
      super(URI.create("string:///Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
