#!/bin/sh
# Runs after installing and removing, so that systemd sees the unit. It does not
# start the service: systemctl enable --now heboh.
if [ -d /run/systemd/system ]; then
	systemctl daemon-reload || true
fi
