namespace MobileDist.GooglePlay;

/// <summary>Why there is no token; each has its own remedy.</summary>
internal enum TokenFailureKind
{
    /// <summary>For another reason, which Google's own words give.</summary>
    Refused = 0,

    /// <summary>No answer, or none that can be read.</summary>
    Unreachable = 1,

    /// <summary>Too many requests.</summary>
    RateLimited = 2,

    /// <summary>What we signed is from another time than Google's.</summary>
    ClockSkew = 3,

    /// <summary>The key is deleted or disabled, or not the account's.</summary>
    KeyRefused = 4,

    AccountMissing = 5,

    AccountDisabled = 6,

    /// <summary>A person's sign-in has ended.</summary>
    UserSignInEnded = 7,

    /// <summary>The person did not allow this use when signing in.</summary>
    UserScopeMissing = 8,

    /// <summary>The client of a person's sign-in is unknown or deleted.</summary>
    ClientUnknown = 9,

    /// <summary>The account may not have such a token.</summary>
    ScopeRefused = 10,

    /// <summary>The provider of the workload identity pool is not there, or disabled.</summary>
    ProviderUnknown = 11,

    /// <summary>The provider expects identity tokens for another audience.</summary>
    AudienceRefused = 12,

    /// <summary>The provider believes another issuer.</summary>
    IssuerRefused = 13,

    /// <summary>The provider's condition does not hold for this run.</summary>
    ConditionRejected = 14,

    /// <summary>The identity token is too old, or not one.</summary>
    IdentityTokenRefused = 15,

    /// <summary>The run may not act as the service account.</summary>
    ImpersonationDenied = 16,

    /// <summary>The project's switch for the service is off.</summary>
    ServiceDisabled = 17,
}
