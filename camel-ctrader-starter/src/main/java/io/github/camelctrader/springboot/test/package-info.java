/** Tests of Spring Boot applications against the simulator. */
@NullMarked
package io.github.camelctrader.springboot.test;

import org.jspecify.annotations.NullMarked;
