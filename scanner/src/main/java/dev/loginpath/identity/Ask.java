package dev.loginpath.identity;

/** One authorization that a call needs; a call that needs several needs them all at once. */
record Ask(LoginAction action, Target target) {}
