@NullMarked
package io.github.camelctrader.client.session;

import org.jspecify.annotations.NullMarked;
