package io.github.camelctrader.springboot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a test class with {@code @SpringBootTest}: a simulator starts with the application context and ends with it, and the component
 * {@code ctrader} uses its demo environment and demo account, whatever address, credentials, account and trust the application's
 * properties say. The simulator is a bean of type {@code CTraderSimulator}. Needs {@code camel-ctrader-simulator} and {@code spring-boot-test}
 * on the class path of the tests.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AutoConfigureCTraderSimulator {
    /** Whether prices stand until the test sets them. */
    boolean feedPaused() default false;
}
