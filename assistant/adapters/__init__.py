"""The libraries behind the ports."""

import os

# onnxruntime's official Linux and macOS builds (1.29 and later) upload usage events unless this stands before its
# import; nothing here may call out.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
