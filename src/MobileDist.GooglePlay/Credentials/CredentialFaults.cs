namespace MobileDist.GooglePlay;

/// <summary>Every sentence about signing in at Google that a user can get to read as an error. None of them holds a secret.</summary>
internal static class CredentialFaults
{
    public const string SignInPerson = "The person whose sign-in is stored could not be signed in at Google";

    public const string ServiceAccountHelp =
        "Give the JSON key of a service account (Google Cloud console > IAM > Service accounts > Keys), or none at all and use workload identity.";

    private const string RunAgain = "Run again: nothing was sent to Google Play yet.";

    public static string SignIn(string account) => $"The service account '{PlainText.Clean(account)}' could not be signed in at Google";

    public static string ExchangeIdentity(string audience) => $"Google's provider '{PlainText.Clean(audience)}' did not take this run's identity token";

    public static string Impersonate(string account) => $"The run could not act as the service account '{PlainText.Clean(account)}'";

    public static DistributionException None() => Settings(
        "There are no credentials for Google Play.",
        "Set 'GOOGLE_PLAY_CREDENTIALS' to a service account's JSON key (path, text or base64); or name a workload identity provider and a service account, which needs no key; or sign in on this machine with 'gcloud auth application-default login'. Secrets are not there in runs for forks.");

    public static DistributionException TwoKinds(string source) => Settings(
        $"Both '{source}' and a workload identity provider are given.",
        "Leave one of them away: the key in the first is not needed where the provider works.");

    public static DistributionException NoIdentityToken() => Settings(
        "Workload identity is asked for, but nobody here can say who this run is.",
        "It works in jobs of GitHub Actions and Azure Pipelines. Elsewhere give 'GOOGLE_PLAY_CREDENTIALS', or sign in with 'gcloud auth application-default login'.");

    public static DistributionException BadProvider(string value) => Settings(
        $"'{GoogleAddress.Shown(value)}' is no workload identity provider.",
        "It has the form 'projects/123456789/locations/global/workloadIdentityPools/POOL/providers/PROVIDER', with the project's number and not its id; 'gcloud iam workload-identity-pools providers describe' prints it as 'name'.");

    public static DistributionException NoServiceAccount() => Settings(
        "Workload identity needs the mail address of a service account to act as: Google Play knows its users by mail addresses only, so the pool's own identities have no rights there.",
        "Name the service account that is invited in the Play Console (Users and permissions), and grant the pool's principal the role 'roles/iam.workloadIdentityUser' on it.");

    public static DistributionException BadServiceAccount(string value) => Settings(
        $"'{PlainText.Clean(value)}' is no mail address of a service account.",
        "It has the form 'NAME@PROJECT.iam.gserviceaccount.com'; it stands in the Google Cloud console under IAM > Service accounts.");

    public static DistributionException BadAddress(string value, string source) => Settings(
        $"The address '{GoogleAddress.Shown(value)}' ({PlainText.Clean(source)}) cannot be one of Google's sign-in services.",
        "Give an address with https, without a user or a fragment; http is for loopback only. In a credentials file leave it as Google wrote it.");

    public static DistributionException Missing(string source) => Settings(
        $"'{source}' holds no credentials: it is empty.", ServiceAccountHelp);

    public static DistributionException NoSuchFile(string source, string path) => Settings(
        $"'{source}' names the file '{PlainText.Clean(path)}', which is not there.", "Check the path, or give the file's JSON or base64 of it.");

    public static DistributionException NotReadable(string source, string because, Exception? inner = null) => Settings(
        $"'{PlainText.Clean(source)}' holds no Google credentials: {because}.", ServiceAccountHelp, inner);

    public static DistributionException OtherKind(string source, string what, string remedy) => Settings(
        $"'{PlainText.Clean(source)}' holds {what}, which cannot sign in to Google Play.", remedy);

    public static DistributionException UnknownType(string source, string type) => Settings(
        $"'{PlainText.Clean(source)}' holds credentials of the type '{PlainText.Clean(type.Length > 60 ? type[..60] : type)}', which this does not know.",
        "Known are 'service_account', 'external_account' (from a file or an address), 'authorized_user' and 'impersonated_service_account'.");

    public static DistributionException MemberMissing(string source, string member) => Settings(
        $"The credentials in '{PlainText.Clean(source)}' lack '{member}'.", "Give the whole file as Google wrote it; a part of it may have got lost on the way. " + ServiceAccountHelp);

    public static DistributionException NoImpersonation(string source) => Settings(
        $"The credentials in '{PlainText.Clean(source)}' lack 'service_account_impersonation_url': they stand for an identity of a workload identity pool, which Google Play does not know.",
        "Google Play knows its users by mail addresses only. With google-github-actions/auth give 'service_account' beside 'workload_identity_provider'; with gcloud add '--service-account' to 'create-cred-config'.");

    public static DistributionException ExecutableSource(string source) => Settings(
        $"The credentials in '{PlainText.Clean(source)}' name a program that prints the identity token. No program is started for that: whoever can change the file, or the program, would run with the rights to publish.",
        "On GitHub Actions and Azure Pipelines name the provider and the service account instead, without a file. Elsewhere let the program write the token to a file, and name that as 'file'.");

    public static DistributionException UnknownSubject(string source) => Settings(
        $"The credentials in '{PlainText.Clean(source)}' have a 'credential_source' that is neither a file nor an address.",
        "Identities of AWS and of X.509 certificates are not known here. Use a source with 'file' or 'url', or a service account's key.");

    public static DistributionException NoSubjectToken(string source, string where, string because, bool isUnreachable = false) => new(
        isUnreachable ? ExitCode.Unreachable : ExitCode.Refused,
        new Fault(
            $"The identity token that '{PlainText.Clean(source)}' expects at '{PlainText.Clean(where)}' could not be had: {because}.",
            "On GitHub Actions the token is there for some minutes only: sign in shortly before, or name the provider and the service account here and leave google-github-actions/auth away. The job needs 'permissions: id-token: write', which runs for forks never have."));

    public static DistributionException BadPrivateKey(string source, string because, Exception? inner = null) => Settings(
        $"The 'private_key' in '{PlainText.Clean(source)}' cannot be used: {because}.",
        "Give the whole JSON file, best as base64, which no store of secrets damages. If it is damaged already, make a new key and delete this one.",
        inner);

    /// <summary>A failure in our words, with Google's behind them.</summary>
    public static DistributionException Of(string task, TokenFailure failure)
    {
        var (because, remedy) = failure.Kind switch
        {
            TokenFailureKind.Unreachable => ("Google's sign-in could not be reached", RunAgain),
            TokenFailureKind.RateLimited => ("Google asks for fewer requests", "Run again later, with fewer jobs at once."),
            TokenFailureKind.ClockSkew => (
                "this machine's clock differs from Google's by too much",
                "Set the clock (on a self-hosted runner switch time synchronisation on), then run again."),
            TokenFailureKind.KeyRefused => (
                "Google does not take the key: it is deleted, disabled or expired, or belongs to another account",
                "See the keys of the account in the Google Cloud console, make a new one and store it; or use workload identity, which needs none."),
            TokenFailureKind.AccountMissing => (
                "Google does not know the account",
                "Check the mail address. If the account was deleted, make a new one and invite it in the Play Console (Users and permissions)."),
            TokenFailureKind.AccountDisabled => (
                "the account is disabled",
                "Enable it in the Google Cloud console (IAM > Service accounts), or use another one."),
            TokenFailureKind.UserSignInEnded => (
                "the sign-in has ended or was taken back",
                "Sign in again with 'gcloud auth application-default login', or use a service account: sign-ins of people end."),
            TokenFailureKind.UserScopeMissing => (
                "this use was not allowed when signing in",
                $"Sign in again with 'gcloud auth application-default login --scopes=openid,{GoogleScopes.CloudPlatform},{failure.Words}'."),
            TokenFailureKind.ClientUnknown => (
                "Google does not know the client of the sign-in, or it is disabled",
                "Sign in again with 'gcloud auth application-default login', or use a service account."),
            TokenFailureKind.ScopeRefused => (
                "Google does not give it a token for this use",
                "Enable the 'Google Play Android Developer API' (for groups also the 'Cloud Identity API') in the account's project. A service account needs no domain-wide delegation for it."),
            TokenFailureKind.ProviderUnknown => (
                "there is no such provider, or it is disabled or deleted",
                "Compare with 'gcloud iam workload-identity-pools providers describe'; the name holds the project's number, not its id, and a deleted pool keeps its name for 30 days."),
            TokenFailureKind.AudienceRefused => (
                "the provider expects tokens for another audience",
                "On GitHub leave the provider's allowed audiences empty. Azure Pipelines makes tokens for 'api://AzureADTokenExchange' only: allow that audience in the provider."),
            TokenFailureKind.IssuerRefused => (
                "the provider believes another issuer",
                "Set the provider's issuer to 'https://token.actions.githubusercontent.com' for GitHub, or 'https://vstoken.dev.azure.com/ORGANIZATION-ID' for Azure Pipelines."),
            TokenFailureKind.ConditionRejected => (
                "its attribute condition does not hold for this run",
                "Compare the condition with who runs: on GitHub owner, repository, branch and workflow ('assertion.repository' is written 'owner/name'), on Azure the subject 'sc://ORGANIZATION/PROJECT/CONNECTION'."),
            TokenFailureKind.IdentityTokenRefused => (
                "the token is too old or cannot be read",
                "Run again. If it stays so, compare the provider's issuer and keys with the CI platform, and this machine's clock with the time."),
            TokenFailureKind.ImpersonationDenied => (
                "it has no right to",
                "Grant the pool's principal ('principalSet://iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/attribute.repository/OWNER/NAME' for GitHub, the 'subject/…' of the service connection for Azure) the role 'roles/iam.workloadIdentityUser' on this service account. It takes some minutes to be known everywhere."),
            TokenFailureKind.ServiceDisabled => (
                "a service of the project is switched off",
                "Enable the 'IAM Service Account Credentials API' (iamcredentials.googleapis.com) in the service account's project, and wait some minutes."),
            _ => ("Google refused", "Google's answer below says why."),
        };
        return new DistributionException(
            failure.IsWorthAnother ? ExitCode.Unreachable : ExitCode.Refused,
            new Fault($"{task}: {because}.", remedy).With("Google says", failure.Words));
    }

    private static DistributionException Settings(string headline, string remedy, Exception? inner = null) => new(ExitCode.Settings, new Fault(headline, remedy), inner);
}
