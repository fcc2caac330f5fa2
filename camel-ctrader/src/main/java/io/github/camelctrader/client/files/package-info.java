/** Files on disk that are nobody else's business, and that survive a crash. */
@NullMarked
package io.github.camelctrader.client.files;

import org.jspecify.annotations.NullMarked;
