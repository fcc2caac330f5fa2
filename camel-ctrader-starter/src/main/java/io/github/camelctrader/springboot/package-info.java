/** Spring Boot's way to the component: {@code camel.component.ctrader.*} properties become options. */
@NullMarked
package io.github.camelctrader.springboot;

import org.jspecify.annotations.NullMarked;
