package io.barnabas.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of at most 500 lines, methods of at most 70, constructors of at most 7 parameters (records
 * are data, and exempt).
 */
final class SizeRule implements JavaRule {
  private static final int MAX_FILE_LINES = 500;
  private static final int MAX_METHOD_LINES = 70;
  private static final int MAX_CONSTRUCTOR_PARAMETERS = 7;

  @Override
  public List<Finding> check(JavaSource source) {
    List<Finding> findings = new ArrayList<>();
    long lines = source.text().lines().count();
    if (lines > MAX_FILE_LINES) {
      findings.add(
          new Finding(
              source.file(),
              lines,
              "a file of " + lines + " lines; the limit is " + MAX_FILE_LINES));
    }
    new Scanner(source, findings).scan(source.unit(), null);
    return findings;
  }

  private static final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final JavaSource source;
    private final List<Finding> findings;
    private boolean inRecord;

    Scanner(JavaSource source, List<Finding> findings) {
      this.source = source;
      this.findings = findings;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void context) {
      boolean outer = inRecord;
      inRecord = tree.getKind() == Tree.Kind.RECORD;
      super.visitClass(tree, null);
      inRecord = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void context) {
      long first = source.lineOf(source.positions().getStartPosition(source.unit(), method));
      long last = source.lineOf(source.positions().getEndPosition(source.unit(), method));
      long lines = last - first + 1;
      if (lines > MAX_METHOD_LINES) {
        add(first, method.getName() + " has " + lines + " lines; the limit is " + MAX_METHOD_LINES);
      }
      int parameters = method.getParameters().size();
      boolean isConstructor = method.getReturnType() == null && !inRecord;
      if (isConstructor && parameters > MAX_CONSTRUCTOR_PARAMETERS) {
        add(
            first,
            "a constructor of "
                + parameters
                + " parameters; the limit is "
                + MAX_CONSTRUCTOR_PARAMETERS);
      }
      return super.visitMethod(method, null);
    }

    private void add(long line, String message) {
      findings.add(new Finding(source.file(), line, message));
    }
  }
}
