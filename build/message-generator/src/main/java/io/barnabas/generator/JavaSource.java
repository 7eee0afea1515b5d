package io.barnabas.generator;

/** Java text being written, with indentation. A line without arguments is taken as it is. */
@SuppressWarnings("AnnotateFormatMethod") // would forbid lines that are put together beforehand
final class JavaSource {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  JavaSource line(String format, Object... arguments) {
    String line = arguments.length == 0 ? format : format.formatted(arguments);
    text.append("  ".repeat(depth)).append(line).append('\n');
    return this;
  }

  /** Writes lines that bring their own indentation. */
  JavaSource lines(String lines) {
    text.append(lines);
    return this;
  }

  JavaSource blank() {
    text.append('\n');
    return this;
  }

  /** Writes a line and its opening brace. */
  JavaSource open(String format, Object... arguments) {
    line(format.formatted(arguments).concat(" {"));
    depth++;
    return this;
  }

  /** Opens a block of its own, for the names in it. */
  JavaSource openBlock() {
    line("{");
    depth++;
    return this;
  }

  /** Closes a block and opens the next on the same line, as for else. */
  JavaSource reopen(String format, Object... arguments) {
    depth--;
    return open("} " + format, arguments);
  }

  JavaSource close() {
    depth--;
    return line("}");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
