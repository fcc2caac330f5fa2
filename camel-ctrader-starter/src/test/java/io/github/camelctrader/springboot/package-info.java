@NullMarked
package io.github.camelctrader.springboot;

import org.jspecify.annotations.NullMarked;
