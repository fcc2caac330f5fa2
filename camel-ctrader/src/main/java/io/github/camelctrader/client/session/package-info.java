/** The top of the house: puts the rooms together into one client. */
@NullMarked
package io.github.camelctrader.client.session;

import org.jspecify.annotations.NullMarked;
