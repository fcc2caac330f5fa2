/** Takes a request from an exchange to the client: reads it, completes it, gives it its id, and sends it. */
@NullMarked
package io.github.camelctrader.producer;

import org.jspecify.annotations.NullMarked;
