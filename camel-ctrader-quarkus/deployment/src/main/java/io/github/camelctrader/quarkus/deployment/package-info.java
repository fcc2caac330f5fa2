/** What is done while a Quarkus application is built, and the simulator that serves it in development and tests. */
@NullMarked
package io.github.camelctrader.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
