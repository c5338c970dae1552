// What a process gives up for good before it looks at what strangers sent (Linux).
#pragma once
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define CONFINEMENT_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define CONFINEMENT_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define CONFINEMENT_REFUSE(call)                              \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1),        \
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

// Only with _GNU_SOURCE shown by glibc, 2.34 or later.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// The process to be spawned gets no descriptor from this one on.
static inline int inherit_nothing_from(posix_spawn_file_actions_t *actions, int descriptor) {
    return posix_spawn_file_actions_addclosefrom_np(actions, descriptor);
}

// No new rights by running another program, and no look from outside; 0, or -1 with errno.
static inline int give_up_new_privileges(void) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return -1;
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

// No other programs, no network, no look into other processes, no signals to them: each such call fails with EPERM.
// 0, or -1 with errno, also where the kernel or the processor knows no such filter.
static inline int give_up_the_outside(void) {
#ifdef CONFINEMENT_ARCHITECTURE
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CONFINEMENT_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
        // The numbers of the x32 calls.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        CONFINEMENT_REFUSE(__NR_fork),
        CONFINEMENT_REFUSE(__NR_vfork),
#endif
        CONFINEMENT_REFUSE(__NR_execve),
        CONFINEMENT_REFUSE(__NR_execveat),
        CONFINEMENT_REFUSE(__NR_socket),
        CONFINEMENT_REFUSE(__NR_ptrace),
        CONFINEMENT_REFUSE(__NR_process_vm_readv),
        CONFINEMENT_REFUSE(__NR_process_vm_writev),
        CONFINEMENT_REFUSE(__NR_kill),
        CONFINEMENT_REFUSE(__NR_mount),
        CONFINEMENT_REFUSE(__NR_bpf),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof rules / sizeof *rules, rules};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#else
    errno = ENOSYS;
    return -1;
#endif
}
