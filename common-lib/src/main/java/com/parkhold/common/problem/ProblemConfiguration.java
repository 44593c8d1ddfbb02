package com.parkhold.common.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Every servlet service answers problems the same way. */
@AutoConfiguration
@Import(ProblemHandling.class)
public class ProblemConfiguration {}
