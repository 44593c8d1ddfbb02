package com.parkhold.gateway.routing;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;

/**
 * Whether a path means the same to everybody who reads it. Servers disagree on dot segments, empty segments, matrix
 * parameters and encoded separators; a path with any of them could be one thing here and another behind.
 */
final class PlainPath {

    private PlainPath() {}

    static boolean isPlain(PathContainer path) {
        boolean expectSeparator = true;
        for (Element element : path.elements()) {
            boolean separator = !(element instanceof PathSegment);
            if (separator != expectSeparator || (element instanceof PathSegment segment && !isPlain(segment))) {
                return false;
            }
            expectSeparator = !separator;
        }
        return expectSeparator;
    }

    private static boolean isPlain(PathSegment segment) {
        String text = segment.valueToMatch();
        return segment.parameters().isEmpty()
                && segment.value().indexOf(';') < 0
                && !text.equals(".")
                && !text.equals("..")
                && text.chars().noneMatch(PlainPath::isAmbiguous);
    }

    private static boolean isAmbiguous(int character) {
        return character == '/'
                || character == '\\'
                || character == ';'
                || character == '%'
                || Character.isISOControl(character);
    }
}
