package com.parkhold.reservation.web;

import com.parkhold.common.problem.Problem;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

/**
 * One page of a list.
 *
 * @param page counted from 0
 * @param total how many there are on all pages
 */
record Listing<T>(List<T> items, int page, int size, long total) {

    private static final int LAST_PAGE = 100_000;
    private static final int LARGEST = 100;

    static <T> Listing<T> from(Page<T> page) {
        return new Listing<>(page.getContent(), page.getNumber(), page.getSize(), page.getTotalElements());
    }

    /** @throws com.parkhold.common.problem.ProblemException 400 if there is no such page */
    static PageRequest request(int page, int size) {
        if (page < 0 || page > LAST_PAGE) {
            throw Problem.badField("page", "OUT_OF_RANGE", "page is 0 to " + LAST_PAGE + ".")
                    .asException();
        }
        if (size < 1 || size > LARGEST) {
            throw Problem.badField("size", "OUT_OF_RANGE", "size is 1 to " + LARGEST + ".")
                    .asException();
        }
        return PageRequest.of(page, size);
    }
}
