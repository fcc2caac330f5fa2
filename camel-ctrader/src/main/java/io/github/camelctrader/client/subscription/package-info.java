/** What is subscribed at the server: the desired state, counted by user, and its restoration. */
@NullMarked
package io.github.camelctrader.client.subscription;

import org.jspecify.annotations.NullMarked;
