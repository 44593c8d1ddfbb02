package com.parkhold.reservation.config;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Runs the sweeps. */
@Configuration
@EnableScheduling
class SweepsConfiguration {}
