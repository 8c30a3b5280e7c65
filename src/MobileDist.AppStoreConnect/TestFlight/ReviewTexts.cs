namespace MobileDist.AppStoreConnect;

/// <summary>What Apple's reviewers ask for beside the build: whom to call, and what testers read about the app.</summary>
internal sealed class ReviewTexts(AppStoreConnectApi api, string appId, string? primaryLocale)
{
    private static readonly (string Attribute, string Shown)[] Contact =
    [
        ("contactFirstName", "contact first name"),
        ("contactLastName", "contact last name"),
        ("contactPhone", "contact phone"),
        ("contactEmail", "contact e-mail"),
    ];

    private static readonly (string Attribute, string Shown)[] Texts =
    [
        ("feedbackEmail", "feedback e-mail"),
        ("description", "beta app description"),
    ];

    /// <summary>What is missing once the user's values are written; nothing is written.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(ReviewContact? contact, CancellationToken cancellationToken) =>
    [
        .. Missing(Contact, await DetailAsync(cancellationToken), Details(contact)),
        .. Missing(Texts, await TextAsync(cancellationToken), About(contact)),
    ];

    /// <summary>Writes what the user gives and Apple does not have so; gives what is missing then.</summary>
    public async Task<IReadOnlyList<string>> FillInAsync(ReviewContact? contact, CancellationToken cancellationToken)
    {
        var detail = await DetailAsync(cancellationToken);
        if (detail is not null && Changed(detail, Details(contact)) is { Count: > 0 } details)
        {
            var body = Set(new AppleBody("betaAppReviewDetails", detail.Id), details);
            if (contact?.DemoAccountName is not null)
            {
                body.Set("demoAccountRequired", value: true);
            }

            await WriteAsync(new AppleRequest(HttpMethod.Patch, $"v1/betaAppReviewDetails/{Uri.EscapeDataString(detail.Id)}", body.ToBytes()), cancellationToken);
            detail = await DetailAsync(cancellationToken);
        }

        var text = await TextAsync(cancellationToken);
        if (Changed(text, About(contact)) is { Count: > 0 } texts && (text is not null || primaryLocale is not null))
        {
            await WriteAsync(
                text is null
                    ? new AppleRequest(HttpMethod.Post, "v1/betaAppLocalizations", Set(new AppleBody("betaAppLocalizations").Set("locale", primaryLocale).One("app", "apps", appId), texts).ToBytes())
                    : new AppleRequest(HttpMethod.Patch, $"v1/betaAppLocalizations/{Uri.EscapeDataString(text.Id)}", Set(new AppleBody("betaAppLocalizations", text.Id), texts).ToBytes()),
                cancellationToken);
            text = await TextAsync(cancellationToken);
        }

        return [.. Missing(Contact, detail, []), .. Missing(Texts, text, [])];
    }

    private async Task<AppleResource?> DetailAsync(CancellationToken cancellationToken) =>
        (await api.FindAsync($"v1/apps/{Uri.EscapeDataString(appId)}/betaAppReviewDetail", AppStoreConnectFaults.ReadReviewDetails, cancellationToken))?.One;

    private async Task<AppleResource?> TextAsync(CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(
            new AppleQuery($"v1/apps/{Uri.EscapeDataString(appId)}/betaAppLocalizations").InPages().ToString(), AppStoreConnectFaults.ReadReviewDetails, cancellationToken);
        return list.Data.FirstOrDefault(item => primaryLocale is null || string.Equals(item.Text("locale"), primaryLocale, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The same values twice are the same as once; that there is a text in the language already is what was wanted.</summary>
    private async Task WriteAsync(AppleRequest request, CancellationToken cancellationToken)
    {
        var isCreated = request.Method == HttpMethod.Post;
        var answer = await api.WriteAsync(
            request, async token => isCreated && await TextAsync(token) is { } made ? AppleDocument.Of(made) : null, cancellationToken);
        if (!isCreated || answer.Refusal is not { Kind: AppleFailureKind.AlreadyExists })
        {
            answer.OrThrow(AppStoreConnectFaults.WriteReviewDetails);
        }
    }

    private static IEnumerable<string> Missing((string Attribute, string Shown)[] fields, AppleResource? there, IEnumerable<(string Name, string? Value)> given) =>
        from field in fields
        let value = given.FirstOrDefault(one => string.Equals(one.Name, field.Attribute, StringComparison.Ordinal)).Value ?? there?.Text(field.Attribute)
        where string.IsNullOrWhiteSpace(value)
        select field.Shown;

    private static List<(string Name, string Value)> Changed(AppleResource? there, IEnumerable<(string Name, string? Value)> given) =>
    [
        .. given.Where(one => one.Value is not null && !string.Equals(there?.Text(one.Name), one.Value, StringComparison.Ordinal)).Select(one => (one.Name, one.Value!)),
    ];

    private static AppleBody Set(AppleBody body, List<(string Name, string Value)> values)
    {
        values.ForEach(one => body.Set(one.Name, one.Value));
        return body;
    }

    private static IEnumerable<(string Name, string? Value)> Details(ReviewContact? contact) => contact is null ? [] :
    [
        ("contactFirstName", contact.FirstName),
        ("contactLastName", contact.LastName),
        ("contactPhone", contact.Phone),
        ("contactEmail", contact.Email),
        ("demoAccountName", contact.DemoAccountName),
        ("demoAccountPassword", contact.DemoAccountPassword?.Reveal()),
        ("notes", contact.Notes),
    ];

    private static IEnumerable<(string Name, string? Value)> About(ReviewContact? contact) => contact is null ? [] :
    [
        ("feedbackEmail", contact.FeedbackEmail),
        ("description", contact.Description),
    ];
}
