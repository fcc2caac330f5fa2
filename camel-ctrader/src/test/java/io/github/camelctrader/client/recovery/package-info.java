@NullMarked
package io.github.camelctrader.client.recovery;

import org.jspecify.annotations.NullMarked;
