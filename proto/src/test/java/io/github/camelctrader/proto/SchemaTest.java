package io.github.camelctrader.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compiled schema and the listed schema are the same set of lines: a line missing and a line too many both fail. */
class SchemaTest {

    @Test
    void filesAreTheListedOnes() {
        assertThat(CompiledSchema.files()).containsExactlyInAnyOrderElementsOf(ListedSchema.files());
    }

    @Test
    void fileOptionsAreTheListedOnes() {
        assertThat(CompiledSchema.options()).containsExactlyInAnyOrderElementsOf(ListedSchema.options());
    }

    @Test
    void enumsAndTheirValuesAreTheListedOnes() {
        assertThat(CompiledSchema.enums()).containsExactlyInAnyOrderElementsOf(ListedSchema.enums());
    }

    @Test
    void messagesAndTheirFieldsAreTheListedOnes() {
        assertThat(CompiledSchema.messages()).containsExactlyInAnyOrderElementsOf(ListedSchema.messages());
    }

    @Test
    void payloadTypesAreTheListedOnes() {
        assertThat(CompiledSchema.payloadTypes()).containsExactlyInAnyOrderElementsOf(ListedSchema.payloadTypes());
    }

    @Test
    void nothingElseIsDeclared() {
        for (FileDescriptor file : GeneratedClasses.files()) {
            FileDescriptorProto rest = file.toProto().toBuilder()
                    .clearName()
                    .clearSyntax()
                    .clearDependency()
                    .clearOptions()
                    .clearEnumType()
                    .clearMessageType()
                    .build();
            assertThat(rest.getAllFields()).as(file.getName()).isEmpty();
        }
        for (Descriptor message : GeneratedClasses.messages().values()) {
            DescriptorProto rest =
                    message.toProto().toBuilder().clearName().clearField().build();
            assertThat(rest.getAllFields()).as(message.getName()).isEmpty();
        }
    }

    @Test
    void everyMessageHasItsClassInThePackageOfItsFile() {
        assertThat(GeneratedClasses.messages().values())
                .allSatisfy(message -> assertThat(
                                GeneratedClasses.prototype(message).getDescriptorForType())
                        .isSameAs(message));
    }

    @Test
    void protoFilesLieBesideTheClassesForImport() throws IOException, URISyntaxException {
        URL proto = Objects.requireNonNull(SchemaTest.class.getResource("/OpenApiMessages.proto"));
        Path root = Objects.requireNonNull(Path.of(proto.toURI()).getParent());
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.map(root::relativize).map(Path::toString).filter(name -> name.endsWith(".proto")))
                    .containsExactlyInAnyOrderElementsOf(ListedSchema.fileNames());
        }
    }
}
