namespace MobileDist.AzureDevOps;

/// <summary>Where a token comes from, which decides how it is sent.</summary>
public enum AzureDevOpsTokenKind
{
    /// <summary>The job's own, <c>System.AccessToken</c>, or one of Microsoft Entra: sent as bearer.</summary>
    Job = 0,

    /// <summary>A personal access token: sent as the password of a basic authentication.</summary>
    Personal = 1,
}
