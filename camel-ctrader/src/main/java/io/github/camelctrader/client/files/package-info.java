/** Files on disk that only their owner may read, and that survive a crash. */
@NullMarked
package io.github.camelctrader.client.files;

import org.jspecify.annotations.NullMarked;
