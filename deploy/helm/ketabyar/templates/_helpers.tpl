{{/* A release may have dots in its name and begin with a digit, a service may not. */}}
{{- define "ketabyar.name" -}}
{{- $name := .Release.Name | replace "." "-" }}
{{- if regexMatch "^[0-9]" $name }}{{ $name = printf "r%s" $name }}{{ end }}
{{- $name | trunc 50 | trimSuffix "-" }}-ketabyar
{{- end }}

{{/* A job's pods carry its name in a label, which has 63 letters at most. */}}
{{- define "ketabyar.trainingName" -}}{{ include "ketabyar.name" . | trunc 54 | trimSuffix "-" }}-training{{- end }}

{{- define "ketabyar.labels" -}}
app.kubernetes.io/name: ketabyar
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "ketabyar.selector" -}}
app.kubernetes.io/name: ketabyar
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "ketabyar.tag" -}}{{ .Values.image.tag | default .Chart.AppVersion }}{{- end }}

{{- define "ketabyar.claim" -}}{{ .Values.persistence.existingClaim | default (include "ketabyar.name" .) }}{{- end }}

{{- define "ketabyar.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{/* What every container of ours has: rights, settings, places. */}}
{{- define "ketabyar.container" -}}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
env:
  - { name: KETABYAR_ENVIRONMENT, value: production }
  # Within the volume, whose own folder belongs to Kubernetes: this one is closed to everybody else.
  - { name: KETABYAR_HOME, value: /var/lib/ketabyar/home }
  - { name: KETABYAR_HOST, value: "0.0.0.0" }
  - { name: KETABYAR_PUBLIC_URL, value: {{ .Values.publicUrl | quote }} }
  - { name: KETABYAR_SECRETS_FOLDER, value: /run/secrets/ketabyar }
  {{- with .Values.trustedProxies }}
  - { name: KETABYAR_TRUSTED_PROXIES, value: {{ . | quote }} }
  {{- end }}
  {{- range $name, $value := .Values.settings }}
  {{- /* As JSON writes it: 1000000 and not 1e+06, for helm reads whole numbers of a file as floats. */}}
  - { name: {{ $name }}, value: {{ ternary $value (toJson $value) (kindIs "string" $value) | quote }} }
  {{- end }}
volumeMounts:
  - { name: state, mountPath: /var/lib/ketabyar }
  - { name: secrets, mountPath: /run/secrets/ketabyar, readOnly: true }
  - { name: tmp, mountPath: /tmp }
{{- end }}

{{- define "ketabyar.volumes" -}}
- name: state
  persistentVolumeClaim: { claimName: {{ include "ketabyar.claim" . }} }
- name: secrets
  secret: { secretName: {{ .Values.existingSecret }}, defaultMode: 0440 }
- name: tmp
  emptyDir: {}
{{- end }}
