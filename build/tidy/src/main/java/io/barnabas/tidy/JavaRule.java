package io.barnabas.tidy;

import java.util.List;

/** A rule that looks at one source file at a time. */
interface JavaRule {
  List<Finding> check(JavaSource source);
}
