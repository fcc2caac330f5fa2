package io.github.camelctrader.client.time;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Used on the {@link Loop} of its connection only, and therefore without locks. Constructors may run on any thread, as may what is
 * marked with {@link AnyThread}. Public classes that have the loop check it at each call, with {@link Loop#check()}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OnLoop {}
