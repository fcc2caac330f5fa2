package io.github.camelctrader.proto;

import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The generated classes, found by the Java options that the listed schema promises and by nothing else. */
final class GeneratedClasses {
    private GeneratedClasses() {}

    static List<FileDescriptor> files() {
        return TestData.listed("files")
                .map(file -> file.getAsJsonObject("options"))
                .map(GeneratedClasses::descriptorOf)
                .toList();
    }

    static Map<String, Descriptor> messages() {
        return files().stream()
                .flatMap(file -> file.getMessageTypes().stream())
                .collect(Collectors.toMap(Descriptor::getName, Function.identity()));
    }

    /** An empty instance of the generated class, which stands directly in the Java package of its file. */
    static Message prototype(Descriptor message) {
        String name = message.getFile().getOptions().getJavaPackage() + "." + message.getName();
        return (Message) call(name, "getDefaultInstance");
    }

    private static FileDescriptor descriptorOf(JsonObject options) {
        String name = TestData.text(options, "java_package") + "." + TestData.text(options, "java_outer_classname");
        return (FileDescriptor) call(name, "getDescriptor");
    }

    private static Object call(String className, String staticMethod) {
        try {
            return Class.forName(className).getMethod(staticMethod).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no generated class " + className + " with " + staticMethod, e);
        }
    }
}
