using System.Collections.Immutable;
using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>
/// Signs one Mach-O file as Apple's codesign does for iOS: every slice gets a signature of its own, in place of an old one or
/// in room made for it. The file is read once and written from start to end; besides the table of page digests and some
/// megabytes of buffers nothing of it is in memory.
/// </summary>
public static class MachOSigner
{
    private const long TooLarge = 1L << 32;

    /// <summary>Writes the signed file to the output, which is neither rewound nor closed.</summary>
    /// <exception cref="DistributionException">
    /// <see cref="ExitCode.Unfit"/>: no Mach-O file, broken, encrypted, too large, or without room for a signature; the key cannot
    /// sign. <see cref="ExitCode.Settings"/>: entitlements of a type that cannot be written. Known before the first byte of
    /// output, except for a key that cannot sign.
    /// </exception>
    public static Task<CodeSigningResult> SignAsync(IMachOSource input, Stream output, CodeSigningRequest request, CancellationToken ct) =>
        Task.Run(() => Sign(input, output, request, keeps: null, ct), ct);

    /// <summary>The same on the caller's thread, and on others that it starts.</summary>
    /// <param name="input">The unsigned file.</param>
    /// <param name="output">Takes the signed one.</param>
    /// <param name="request">What to sign it with.</param>
    /// <param name="keeps">Told the <see cref="CodeSigningResult.Kept"/> before the first byte of output; null when nobody asks.</param>
    /// <param name="ct">Stops the work.</param>
    internal static CodeSigningResult Sign(IMachOSource input, Stream output, CodeSigningRequest request, Action<MachORange>? keeps, CancellationToken ct)
    {
        if (input.Length >= TooLarge)
        {
            throw CodeSigningFaults.TooLarge(request.Name, input.Length);
        }

        if (request.Identifier.Length == 0 || request.Identifier.Any(char.IsControl))
        {
            throw CodeSigningFaults.Identifier(request.Name, request.Identifier);
        }

        var file = MachOFile.Read(input, request.Name);
        var types = DigestChoice.For(file.Slices);
        ImmutableArray<SliceSigning> slices = [.. file.Slices.Select(slice => SliceSigning.Prepare(file, slice, request, types))];
        var (offsets, length) = file.IsFat ? FatLayout.Place(slices.Select(slice => slice.Layout.Length)) : ([0], slices[0].Layout.Length);
        if (length >= TooLarge)
        {
            throw CodeSigningFaults.TooLarge(request.Name, length);
        }

        var kept = file.IsFat ? default : slices[0].Layout.Kept;
        keeps?.Invoke(kept);
        var at = 0L;
        if (file.IsFat)
        {
            var header = FatLayout.Write([.. slices.Select(slice => slice.Layout)], offsets);
            output.Write(header);
            at = header.Length;
        }

        var signed = ImmutableArray.CreateBuilder<SignedSlice>(slices.Length);
        for (var i = 0; i < slices.Length; i++)
        {
            output.Write(new byte[offsets[i] - at]);
            var cdHash = slices[i].Write(file, output, ct);
            signed.Add(new SignedSlice(slices[i].Layout.Slice.Cpu, cdHash));
            at = offsets[i] + slices[i].Layout.Length;
        }

        return new CodeSigningResult(length, signed.MoveToImmutable(), kept);
    }
}
