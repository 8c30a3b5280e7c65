using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Writes the signed package: first what is carried over, in the order of the input, whose places are known before any work; then what
/// is new or changed, in the order of its names.
/// </summary>
internal sealed class SignedIpaWriter(ZipPackage package, IpaContents contents, AppToSign app, IpaSigningRequest request)
{
    private const ushort Stored = 0;
    private const int ExecutableBits = 0x49; // 0111
    private const int PlainFile = 0x81a4; // 0100644
    private const int ExecutableFile = 0x81ed; // 0100755
    private const int Folder = 0x41ed; // 040755
    private const int Symlink = 0xa1ed; // 0120755

    private readonly List<EntryJob> _jobs = [];
    private readonly List<(EntryJob Job, AppFile File)> _ofApp = [];
    private readonly List<ZipRecord> _records = [];

    /// <summary>What is known, after the writing, of the entries that were carried over.</summary>
    public IReadOnlyDictionary<string, CarriedOverEntry> CarriedOver { get; private set; } = new Dictionary<string, CarriedOverEntry>(StringComparer.Ordinal);

    public void Write(IPackageOutput output, ProgressMeter meter, CancellationToken cancellation)
    {
        var end = LayOut();
        EntryPass.Run(package, _jobs, output, meter.Add, cancellation);
        foreach (var job in _jobs)
        {
            if (job.Failure is { } failure)
            {
                throw failure;
            }
        }

        foreach (var (job, file) in _ofApp)
        {
            file.Digest = job.Digest;
        }

        CarriedOver = _jobs.Where(job => job.CopyTo is not null)
            .ToDictionary(job => job.CopyTo!.Name, job => new CarriedOverEntry(job.CopyTo!.CompressedSize, job.PackedCrc, job.Digest), StringComparer.Ordinal);
        new AppCodeSigner(app, request, meter.Add).Sign(cancellation);
        end = WriteChanged(output, end, meter, cancellation);
        output.Write(end, ZipRecord.Directory(_records, end).Span);
    }

    private long LayOut()
    {
        var end = 0L;
        foreach (var item in contents.Items)
        {
            if (app.LeavesOut(item))
            {
                continue;
            }

            var file = item is { AppPath: { } path, Kind: not IpaItemKind.Folder } ? app.Tree.Find(path) : null;
            if (file is { Code: { } code })
            {
                _jobs.Add(new EntryJob(item.Entry) { ExtractTo = code.UnsignedPath });
            }
            else if (file is null or { IsCarriedOver: true })
            {
                var record = Record(item, end);
                end = record.DataOffset + record.CompressedSize;
                _records.Add(record);
                var job = new EntryJob(item.Entry) { CopyTo = record, IsDigested = file is { Target: null } };
                _jobs.Add(job);
                if (file is { Target: null })
                {
                    _ofApp.Add((job, file));
                }
            }
        }

        return end;
    }

    private long WriteChanged(IPackageOutput output, long start, ProgressMeter meter, CancellationToken cancellation)
    {
        var changed = new List<ChangedEntry>();
        var splices = FindSplices(cancellation);
        try
        {
            foreach (var file in app.Tree.Files)
            {
                var name = contents.AppRoot + file.Path;
                if (file.Code is { } code)
                {
                    changed.Add(new ChangedEntry(name, ExecutableFile, code, splices.GetValueOrDefault(file)));
                }
                else if (file.Content is { } content)
                {
                    changed.Add(new ChangedEntry(name, PlainFile, content));
                }
            }

            var (records, end) = new ChangedEntryWriter(output, ZipRecord.DosTimeOf(request.SigningTime)).Write(changed, start, meter.Add, cancellation);
            _records.AddRange(records);
            return end;
        }
        finally
        {
            foreach (var entry in changed)
            {
                entry.Dispose();
            }
        }
    }

    private Dictionary<AppFile, DeflateSplice> FindSplices(CancellationToken cancellation)
    {
        var code = app.Tree.Files.Where(file => file is { Code: not null, Item: not null }).OrderByDescending(file => file.Item!.Entry.CompressedSize).ToArray();
        var found = new DeflateSplice?[code.Length];
        WorkerGroup.Run(code.Length, 0, (number, _) =>
        {
            var kept = code[number].Code!.Kept;
            found[number] = DeflateSplice.Find(package, code[number].Item!.Entry, kept.Offset, kept.Offset + kept.Length, cancellation);
        }, cancellation);
        var splices = new Dictionary<AppFile, DeflateSplice>();
        for (var i = 0; i < code.Length; i++)
        {
            if (found[i] is { } splice)
            {
                splices.Add(code[i], splice);
            }
        }

        return splices;
    }

    private static ZipRecord Record(IpaItem item, long offset) => new(item.Name)
    {
        // Some packers write no data at all for a deflated entry without content, which is no deflate stream.
        Method = item.Entry.CompressedSize == 0 ? Stored : item.Entry.Method,
        DosTime = item.Entry.DosTime,
        UnixMode = item.Kind switch
        {
            IpaItemKind.Folder => Folder,
            IpaItemKind.Symlink => Symlink,
            _ => (item.Entry.UnixMode & ExecutableBits) != 0 ? ExecutableFile : PlainFile,
        },
        Crc32 = item.Entry.Crc32,
        CompressedSize = item.Entry.CompressedSize,
        UncompressedSize = item.Entry.UncompressedSize,
        Offset = offset,
    };
}
