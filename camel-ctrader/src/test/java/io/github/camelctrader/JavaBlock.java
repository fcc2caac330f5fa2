package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a class that a page shows. */
final class JavaBlock {
    private static final Pattern NAME = Pattern.compile("^(?:public )?class (\\w+)", Pattern.MULTILINE);

    private JavaBlock() {}

    /** @param directory where the class file may be */
    static Class<?> compile(String source, Path directory) {
        Matcher name = NAME.matcher(source);
        assertThat(name.find()).as(source).isTrue();
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
        StringWriter problems = new StringWriter();
        String classPath = Objects.requireNonNull(System.getProperty("java.class.path"));
        List<String> options = List.of("-proc:none", "-d", directory.toString(), "-classpath", classPath);
        boolean compiled = compiler.getTask(
                        problems, null, null, options, null, List.of(new Source(name.group(1), source)))
                .call();
        assertThat(compiled).as(problems.toString()).isTrue();
        try {
            return new URLClassLoader(new URL[] {directory.toUri().toURL()}, JavaBlock.class.getClassLoader())
                    .loadClass(name.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("page:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
