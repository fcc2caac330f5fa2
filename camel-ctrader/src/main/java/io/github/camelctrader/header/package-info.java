/** Headers and bodies of exchanges, made of events and of answers. */
@NullMarked
package io.github.camelctrader.header;

import org.jspecify.annotations.NullMarked;
