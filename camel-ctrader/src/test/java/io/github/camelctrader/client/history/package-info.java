@NullMarked
package io.github.camelctrader.client.history;

import org.jspecify.annotations.NullMarked;
