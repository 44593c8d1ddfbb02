package com.parkhold.system.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What compiled controllers are mapped to, read from their classes without loading them. */
final class Controllers {

    private static final String ANNOTATIONS = "Lorg/springframework/web/bind/annotation/";
    private static final List<String> METHODS = List.of("Get", "Post", "Put", "Delete", "Patch");

    private Controllers() {}

    /**
     * The mappings of all controllers under a directory of classes, such as {@code GET /v1/lots/{} [from, to]}: variables
     * without their names, and the names of the query parameters.
     */
    static List<String> mappingsIn(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(Controllers::parsed)
                    .filter(model -> annotation(model, "RestController").isPresent())
                    .flatMap(Controllers::mappings)
                    .toList();
        } catch (IOException absent) {
            throw new UncheckedIOException("the services are compiled before this test", absent);
        }
    }

    private static ClassModel parsed(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> mappings(ClassModel controller) {
        List<String> bases =
                annotation(controller, "RequestMapping").map(Controllers::paths).orElse(List.of(""));
        return controller.methods().stream()
                .flatMap(method -> METHODS.stream()
                        .flatMap(name -> annotation(method, name + "Mapping").stream()
                                .flatMap(mapping -> paths(mapping).stream())
                                .flatMap(path -> bases.stream().map(base -> base + path))
                                .map(path -> written(name, path, queries(method)))));
    }

    /** One operation in words; the same for one that is published. */
    static String written(String method, String path, Iterable<String> queries) {
        TreeSet<String> sorted = new TreeSet<>();
        queries.forEach(sorted::add);
        return "%s %s %s".formatted(method.toUpperCase(Locale.ROOT), path.replaceAll("\\{\\w+}", "{}"), sorted);
    }

    private static List<String> queries(MethodModel method) {
        List<List<Annotation>> annotations = method.findAttribute(Attributes.runtimeVisibleParameterAnnotations())
                .map(attribute -> attribute.parameterAnnotations())
                .orElse(List.of());
        return IntStream.range(0, annotations.size())
                .boxed()
                .flatMap(number -> named(annotations.get(number), "RequestParam").stream()
                        .map(parameter ->
                                texts(parameter, "name", "value").findFirst().orElseGet(() -> nameOf(method, number))))
                .toList();
    }

    private static String nameOf(MethodModel method, int number) {
        return method.findAttribute(Attributes.methodParameters())
                .flatMap(attribute -> attribute.parameters().get(number).name())
                .orElseThrow()
                .stringValue();
    }

    private static List<String> paths(Annotation mapping) {
        List<String> paths = texts(mapping, "value", "path").toList();
        return paths.isEmpty() ? List.of("") : paths;
    }

    private static Stream<String> texts(Annotation annotation, String... names) {
        return annotation.elements().stream()
                .filter(element -> List.of(names).contains(element.name().stringValue()))
                .map(AnnotationElement::value)
                .flatMap(value ->
                        value instanceof AnnotationValue.OfArray several ? several.values().stream() : Stream.of(value))
                .map(value -> ((AnnotationValue.OfString) value).stringValue());
    }

    private static Optional<Annotation> annotation(AttributedElement annotated, String name) {
        return named(
                annotated
                        .findAttribute(Attributes.runtimeVisibleAnnotations())
                        .map(RuntimeVisibleAnnotationsAttribute::annotations)
                        .orElse(List.of()),
                name);
    }

    private static Optional<Annotation> named(List<Annotation> annotations, String name) {
        return annotations.stream()
                .filter(one -> one.className().equalsString(ANNOTATIONS + name + ";"))
                .findFirst();
    }
}
