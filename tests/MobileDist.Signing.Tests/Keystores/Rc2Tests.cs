using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Tests.Keystores;

public sealed class Rc2Tests
{
    // RFC 2268 section 5: key, effective bits, plain text, cipher text.
    [TestCase("0000000000000000", 63, "0000000000000000", "ebb773f993278eff")]
    [TestCase("ffffffffffffffff", 64, "ffffffffffffffff", "278b27e42e2f0d49")]
    [TestCase("3000000000000000", 64, "1000000000000001", "30649edf9be7d2c2")]
    [TestCase("88", 64, "0000000000000000", "61a8a244adacccf0")]
    [TestCase("88bca90e90875a", 64, "0000000000000000", "6ccf4308974c267f")]
    [TestCase("88bca90e90875a7f0f79c384627bafb2", 64, "0000000000000000", "1a807d272bbe5db1")]
    [TestCase("88bca90e90875a7f0f79c384627bafb2", 128, "0000000000000000", "2269552ab0f85ca6")]
    [TestCase("88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e", 129, "0000000000000000", "5b78d3a43dfff1f1")]
    public void DecryptBlock_WhenGivenTheVectorsOfTheRfc_GivesTheirPlainText(string key, int bits, string plain, string cipher)
    {
        var block = new byte[Rc2.BlockSize];

        new Rc2(Convert.FromHexString(key), bits).DecryptBlock(Convert.FromHexString(cipher), block);

        Assert.That(Convert.ToHexStringLower(block), Is.EqualTo(plain));
    }

    [TestCase(0)]
    [TestCase(129)]
    public void Constructor_WhenKeyLengthIsNone_Throws(int length) =>
        Assert.That(() => new Rc2(new byte[length], 40), Throws.ArgumentException);

    [TestCase(0)]
    [TestCase(7)]
    [TestCase(9)]
    public void DecryptCbc_WhenLengthIsNoBlocks_IsNull(int length) =>
        Assert.That(new Rc2([1, 2, 3, 4, 5], 40).DecryptCbc(new byte[length], new byte[8]), Is.Null);

    [Test]
    public void DecryptCbc_WhenPaddingIsWrong_IsNull()
    {
        // 278b… decrypts to ffffffffffffffff, and 0xff is no padding.
        var rc2 = new Rc2(Convert.FromHexString("ffffffffffffffff"), 64);

        Assert.That(rc2.DecryptCbc(Convert.FromHexString("278b27e42e2f0d49"), new byte[8]), Is.Null);
    }

    [Test]
    public void DecryptCbc_WhenPaddingIsRight_TakesItOff()
    {
        // The vector's ff… XOR this vector: three bytes of text and five of padding.
        var rc2 = new Rc2(Convert.FromHexString("ffffffffffffffff"), 64);

        var plain = rc2.DecryptCbc(Convert.FromHexString("278b27e42e2f0d49"), Convert.FromHexString("fefdfcfafafafafa"));

        Assert.That(plain, Is.EqualTo(new byte[] { 1, 2, 3 }));
    }
}
