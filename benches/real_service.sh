#!/bin/bash
# The service under a real systemd, in a throwaway machine: nothing of it is started on this one.
#
#   apt install qemu-system-x86 mmdebstrap e2fsprogs
#   make bench-service WORK=FOLDER        as root; about 20 minutes, 5 GB there, 1.5 GB of memory
#
# Makes a Debian 12 with the program in it, starts it in QEMU without a network and without KVM, and
# prints what benches/real_service_story.sh shows inside. Exit code 0 only when all of it holds. A
# second time it takes the Debian that lies in FOLDER already.
set -euo pipefail

HERE=$(realpath "$(dirname "$0")")
WORK=$(realpath -m "${1:?where may the machine lie?}")
ROOT=$WORK/root
PYTHON=${PYTHON:-python3}
LONGEST=45m # it takes 20 minutes on two slow cores
PACKAGES=systemd-sysv,udev,dbus-user-session,libpam-systemd,procps,python3-venv
PACKAGES+=,linux-image-cloud-amd64,initramfs-tools,zstd

make_debian() {
  # Without /sys, so that no script of a package sees the services of this machine.
  [ -e "$WORK/made" ] || mmdebstrap --mode=root --variant=minbase --skip=chroot/mount/sys \
    --aptopt='APT::Install-Recommends "false"' --include="$PACKAGES" bookworm "$ROOT"
  touch "$WORK/made"
}

install_program() {
  rm -rf "$ROOT/opt/wheels" "$ROOT/opt/program"
  "$PYTHON" -m pip wheel -qq --no-deps -w "$ROOT/opt/wheels" "$HERE/.."
  "$PYTHON" -m pip download -qq --only-binary=:all: --python-version 3.11 \
    -d "$ROOT/opt/wheels" "$ROOT"/opt/wheels/*.whl
  chroot "$ROOT" python3 -m venv /opt/program
  chroot "$ROOT" /opt/program/bin/pip install -qq --no-index --find-links /opt/wheels \
    impersonation-watch
}

make_person() {
  chroot "$ROOT" id naomi >/dev/null 2>&1 ||
    chroot "$ROOT" useradd --create-home --shell /bin/bash naomi
  echo "moss lantern quarry velvet orbit tin" >"$ROOT/home/naomi/secret"
  cat >"$ROOT/home/naomi/settings.yaml" <<END
people:
  - names: [Naomi Whitaker]
    consent: self
settings:
  keeping: keep_watching
  sources: [bluesky, github]
END
  chroot "$ROOT" chown -R naomi: /home/naomi
}

tell_story() {
  local units=$ROOT/etc/systemd/system
  install -m 755 "$HERE/real_service_story.sh" "$ROOT/opt/story"
  cat >"$units/story.service" <<END
[Unit]
After=multi-user.target
SuccessAction=poweroff-force
FailureAction=poweroff-force
[Service]
Type=oneshot
ExecStart=/opt/story
StandardOutput=file:/dev/ttyS1
TimeoutStartSec=infinity
END
  mkdir -p "$units/graphical.target.wants"
  ln -sf ../story.service "$units/graphical.target.wants/story.service"
}

start_machine() {
  rm -f "$WORK/image"
  mke2fs -q -t ext4 -d "$ROOT" "$WORK/image" 3G >/dev/null
  timeout $LONGEST qemu-system-x86_64 -accel tcg,thread=multi -cpu max -smp 2 -m 1536 \
    -nic none -display none -no-reboot -device virtio-rng-pci \
    -kernel "$ROOT"/boot/vmlinuz-* -initrd "$ROOT"/boot/initrd.img-* \
    -append "root=/dev/vda rw console=ttyS0 quiet" \
    -drive "file=$WORK/image,format=raw,if=virtio,cache=unsafe" \
    -serial "file:$WORK/console" -serial "file:$WORK/said"
}

listen() {
  : >"$WORK/said" # of an earlier time
  start_machine &
  tail --pid=$! -n +1 -F "$WORK/said" 2>/dev/null
  [ "$(tail -n 1 "$WORK/said" | tr -d '\r')" = "end" ] && ! grep -q "^NOT" "$WORK/said"
}

mkdir -p "$WORK"
make_debian
install_program
make_person
tell_story
listen
