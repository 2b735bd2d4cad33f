/// Ends of processes.
#pragma once

/// If a child is running, ends it with a status as `wait` has it, and goes on in its parent.
void end_child(int status);
/// A child that has ended: its id, or 0 if there is none. Each is told once.
int ended_child(int wanted, int *status);
