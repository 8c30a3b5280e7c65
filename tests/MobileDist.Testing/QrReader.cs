namespace MobileDist.Testing;

/// <summary>Reads QR codes out of pictures with zbarimg, as a phone's camera would.</summary>
public sealed class QrReader
{
    private readonly Peer _zbar = Peer.Require("zbarimg");

    /// <summary>What the QR code in a picture says; the test fails when there is none or more than one.</summary>
    public string Read(string picture) =>
        _zbar.Run("-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture).Succeeded().TrimEnd('\n');

    /// <summary>Whether there is a QR code in a picture at all.</summary>
    public bool Finds(string picture) => _zbar.Run("-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture).ExitCode == 0;

    /// <summary>Writes black and white cells as a picture that zbarimg takes (PGM), each cell so many pixels.</summary>
    public static void WritePicture(string path, bool[,] dark, int cellWidth, int cellHeight)
    {
        var rows = dark.GetLength(0);
        var columns = dark.GetLength(1);
        using var stream = File.Create(path);
        stream.Write(System.Text.Encoding.ASCII.GetBytes($"P5\n{columns * cellWidth} {rows * cellHeight}\n255\n"));
        for (var y = 0; y < rows * cellHeight; y++)
        {
            for (var x = 0; x < columns * cellWidth; x++)
            {
                stream.WriteByte(dark[y / cellHeight, x / cellWidth] ? (byte)0 : (byte)255);
            }
        }
    }
}
