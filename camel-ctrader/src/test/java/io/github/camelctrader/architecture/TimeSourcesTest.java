package io.github.camelctrader.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.camelctrader.client.journal.ReadJournal;
import io.github.camelctrader.client.time.NettyLoop;
import io.github.camelctrader.client.time.Randomness;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clock, chance and threads come from one room, so that tests can put their own in its place. */
class TimeSourcesTest {
    private static final Set<String> THREADS = Set.of(
            "java.lang.Thread",
            "java.util.Timer",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.locks.LockSupport",
            "io.netty.util.HashedWheelTimer",
            "io.netty.util.concurrent.DefaultThreadFactory");
    private static final Set<String> CHANCE = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.security.SecureRandom",
            "java.util.concurrent.ThreadLocalRandom");
    private static final Set<String> OWN_TIMERS = Set.of("delayedExecutor", "orTimeout", "completeOnTimeout");
    private static final Set<String> OF_THE_COMMON_POOL = Set.of("supplyAsync", "runAsync");

    private static final ArchRule RULE = noClasses()
            .that()
            .resideOutsideOfPackage(Layers.CLIENT + ".time")
            .should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("it is the raw clock, chance, or a thread") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    return isRaw(access.getTarget());
                }
            });

    @Test
    void nobodyElseKnowsTheRawClockOrChanceOrMakesThreads() {
        RULE.check(Layers.CLASSES);
    }

    @Test
    void theRuleDoesFindWhatItForbids() {
        JavaClasses offenders = new ClassFileImporter().importClasses(Offender.class);
        List<String> found = RULE.evaluate(offenders).getFailureReport().getDetails();

        for (var method : Offender.class.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                assertThat(found)
                        .as(method.getName())
                        .anyMatch(detail -> detail.contains(Offender.class.getName() + "." + method.getName() + "("));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {NettyLoop.class, Randomness.class})
    void theTimePackageIsWhereTheyComeFrom(Class<?> source) {
        assertThat(Layers.CLASSES.get(source).getAccessesFromSelf().stream()
                        .anyMatch(access -> isRaw(access.getTarget())))
                .isTrue();
    }

    @Test
    void nothingIsPrintedButByTheCommand() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                Layers.CLASSES.that(DescribedPredicate.not(JavaClass.Predicates.type(ReadJournal.class))));
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(Layers.CLASSES);
    }

    @Test
    void nothingLocksOnItsOwnMonitor() {
        assertThat(Layers.CLASSES.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED)))
                .isEmpty();
    }

    private static boolean isRaw(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String type = owner.getName();
        String name = target.getName();
        if (type.equals("java.lang.System")) {
            return name.equals("nanoTime") || name.equals("currentTimeMillis");
        }
        if (type.startsWith("java.time.")) {
            return name.equals("now") || type.equals("java.time.Clock") && name.startsWith("system");
        }
        if (type.equals("java.lang.Math") || type.equals("java.util.UUID")) {
            return name.startsWith("random");
        }
        if (type.equals("java.util.concurrent.TimeUnit")) {
            return name.equals("sleep");
        }
        if (type.equals("java.util.concurrent.CompletableFuture")) {
            return OWN_TIMERS.contains(name)
                    || OF_THE_COMMON_POOL.contains(name)
                            && !target.getFullName().contains("Executor");
        }
        if (type.equals("java.lang.Thread")) {
            // Which thread runs this is no secret, and an interrupt has to be passed on.
            return !Set.of(
                            "currentThread",
                            "interrupt",
                            "interrupted",
                            "getName",
                            "isInterrupted",
                            "getContextClassLoader")
                    .contains(name);
        }
        if (type.equals("java.util.random.RandomGenerator")) {
            return name.equals("of") || name.equals("getDefault");
        }
        return THREADS.contains(type) || CHANCE.contains(type) || type.equals("java.util.Date") && isNow(target);
    }

    private static boolean isNow(AccessTarget target) {
        return target.getFullName().endsWith("<init>()");
    }

    /** One of each of what is forbidden. */
    @SuppressWarnings({"unused", "CheckReturnValue"})
    private static final class Offender {
        long clock() {
            return System.nanoTime() + System.currentTimeMillis();
        }

        Supplier<Instant> clockByReference() {
            return Instant::now;
        }

        double chance() {
            return Math.random()
                    + new Random().nextInt()
                    + ThreadLocalRandom.current().nextInt();
        }

        UUID id() {
            return UUID.randomUUID();
        }

        Thread thread() {
            return new Thread(() -> {});
        }

        void pause() throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
        }

        void parking() {
            LockSupport.parkNanos(1);
        }

        Object pool() {
            return List.of(Executors.newCachedThreadPool(), ForkJoinPool.commonPool(), new Timer());
        }

        Object factory() {
            return new DefaultThreadFactory("x");
        }

        Object hiddenTimer() {
            return new CompletableFuture<String>().orTimeout(1, TimeUnit.SECONDS);
        }

        Object hiddenPool() {
            return CompletableFuture.supplyAsync(() -> Duration.ZERO);
        }

        Object date() {
            return new java.util.Date();
        }
    }
}
