/** Proof that the compiled schema is the Open API, field by field and byte by byte. */
@NullMarked
package io.github.camelctrader.proto;

import org.jspecify.annotations.NullMarked;
