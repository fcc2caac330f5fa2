/** What {@code docs/testing.md} shows, word for word: tests as users of the component write them. */
@NullMarked
package io.github.camelctrader.testing;

import org.jspecify.annotations.NullMarked;
