{{- define "ketabyar.name" -}}{{ .Release.Name | trunc 50 | trimSuffix "-" }}-ketabyar{{- end }}

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
  - { name: {{ $name }}, value: {{ $value | toString | quote }} }
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
