import { manifestsIn } from '../../deploy/tree';

/** Objects of kinds that neither the fleet nor the documents have, and that spokes and platforms do. */
export const samples = manifestsIn(
  `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: samples
  labels:
    app: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 25%
  template:
    metadata:
      labels:
        app: web
    spec:
      restartPolicy: Always
      containers:
        - name: web
          image: registry.example/web:1
          imagePullPolicy: IfNotPresent
          env:
            - name: MODE
              value: fast
          ports:
            - name: http
              containerPort: 8080
          resources:
            requests:
              cpu: 100m
              memory: 64Mi
            limits:
              memory: 128Mi
          readinessProbe:
            httpGet:
              port: http
              path: /ready
          volumeMounts:
            - name: scratch
              mountPath: /scratch
      volumes:
        - name: scratch
          emptyDir: {}
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: samples
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
    - name: admin
      port: 8081
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
  namespace: samples
spec:
  schedule: 0 3 * * *
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: job
              image: registry.example/job:1
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  namespace: samples
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: job
          image: registry.example/job:1
---
apiVersion: v1
kind: Secret
metadata:
  name: token
  namespace: samples
data:
  token: c2VjcmV0
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: samples
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
  namespace: samples
spec:
  minReplicas: 2
  maxReplicas: 5
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
  namespace: samples
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: web
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: from-monitoring
  namespace: samples
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 10.0.0.0/8
      ports:
        - port: 9090
          protocol: TCP
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: shared
  namespace: samples
spec:
  gatewayClassName: envoy
  listeners:
    - name: http
      hostname: '*.example.com'
      port: 80
      protocol: HTTP
    - name: https
      hostname: shop.example.com
      port: 443
      protocol: HTTPS
      tls:
        certificateRefs:
          - name: shop
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
  namespace: samples
spec:
  parentRefs:
    - name: shared
      sectionName: https
  hostnames: [shop.example.com]
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /
      timeouts:
        request: 10s
      backendRefs:
        - name: web
          port: 80
          weight: 1
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata:
  name: routes
  namespace: samples
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      namespace: shop
  to:
    - group: ''
      kind: Service
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: shop
  namespace: samples
spec:
  secretName: shop
  duration: 2160h
  dnsNames: [shop.example.com]
  privateKey:
    algorithm: ECDSA
    size: 256
  issuerRef:
    kind: ClusterIssuer
    name: letsencrypt
---
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata:
  name: vault
  namespace: samples
spec:
  provider:
    vault:
      server: https://vault.example.com
      path: kv
      version: v2
      auth:
        kubernetes:
          mountPath: kubernetes
          role: shop
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: shop
  namespace: samples
spec:
  refreshInterval: 1h
  secretStoreRef:
    kind: SecretStore
    name: vault
  target:
    name: shop
    creationPolicy: Owner
  data:
    - secretKey: password
      remoteRef:
        key: shop
        property: password
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: shop
  namespace: samples
spec:
  encryptedData:
    password: AgBy3i4OJSWK
---
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: require-owner
spec:
  validationFailureAction: Enforce
  background: true
  rules:
    - name: owner
      match:
        any:
          - resources:
              kinds: [Namespace]
      validate:
        message: Namespaces have an owner.
        pattern:
          metadata:
            labels:
              owner: '?*'
---
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Provider
metadata:
  name: chat
  namespace: samples
spec:
  type: slack
  channel: deployments
  secretRef:
    name: chat
---
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
metadata:
  name: errors
  namespace: samples
spec:
  providerRef:
    name: chat
  eventSeverity: error
  eventSources:
    - kind: Kustomization
      name: '*'
---
apiVersion: notification.toolkit.fluxcd.io/v1
kind: Receiver
metadata:
  name: pushes
  namespace: samples
spec:
  type: github
  events: [push]
  secretRef:
    name: token
  resources:
    - kind: GitRepository
      name: shop
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: Bucket
metadata:
  name: artifacts
  namespace: samples
spec:
  provider: generic
  endpoint: minio.example.com
  bucketName: artifacts
  interval: 5m
---
apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata:
  name: flux
  namespace: samples
spec:
  distribution:
    version: 2.x
    registry: ghcr.io/fluxcd
---
apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata:
  name: apps
  namespace: samples
spec:
  inputs:
    - tenant: shop
  resources:
    - apiVersion: v1
      kind: ConfigMap
      metadata:
        name: shop
`,
  'samples.yaml',
);
