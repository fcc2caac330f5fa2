package io.github.camelctrader.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A module of Netty that is used and not declared comes in the version of whichever other dependency is nearest. */
class NettyModulesTest {
    private static final Pattern JAR = Pattern.compile("(netty-[a-z-]+)-\\d.*\\.jar");

    @Test
    void everyModuleInUseIsDeclared() throws Exception {
        Set<String> used = new TreeSet<>();
        for (String name : nettyClasses()) {
            Path jar = Path.of(Class.forName(name, false, getClass().getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Matcher module = JAR.matcher(String.valueOf(jar.getFileName()));
            assertThat(module.matches()).as(jar.toString()).isTrue();
            used.add(module.group(1));
        }

        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(used)
                .contains("netty-handler")
                .allSatisfy(module -> assertThat(pom)
                        .contains("<artifactId>"
                                + (module.startsWith("netty-codec") && !module.endsWith("http")
                                        ? "${netty.codec}"
                                        : module)
                                + "</artifactId>"));
    }

    private static Set<String> nettyClasses() {
        Set<String> names = new TreeSet<>();
        Layers.CLASSES.forEach(each -> each.getDirectDependenciesFromSelf().forEach(dependency -> {
            String name = dependency.getTargetClass().getName();
            if (name.startsWith("io.netty.")) {
                names.add(name);
            }
        }));
        return names;
    }
}
