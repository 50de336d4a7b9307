using CsCheck;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Tests.Attachments;

public class AttachmentNameTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("Straße 12 – Plan.PDF", "Straße 12 – Plan.pdf")]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\Users\\ada\\cv.pdf", "cv.pdf")]
    [InlineData("a\r\nBcc: x@example.com.pdf", "aBcc_ x@example.com.pdf")]
    [InlineData("fdp.exe", "fdp.exe.pdf")]
    [InlineData("photo\u202Efdp.pdf", "photofdp.pdf")]
    [InlineData(".pdf", "file.pdf")]
    [InlineData("...pdf", "file.pdf")]
    [InlineData("", "file.pdf")]
    [InlineData("a\"b;c.pdf", "a_b_c.pdf")]
    [InlineData("名前.pdf", "名前.pdf")]
    public void A_name_keeps_what_is_safe_and_ends_as_its_kind_does(string posted, string safe)
    {
        Assert.True(FileKinds.TryFind("pdf", out var pdf));
        Assert.Equal(safe, AttachmentName.Of(posted, pdf));
    }

    [Fact]
    public void Whatever_was_posted_a_name_is_one_short_line_without_a_directory() => Gen.String.Sample(posted =>
    {
        foreach (var kind in FileKinds.All)
        {
            var name = AttachmentName.Of(posted, kind);
            Assert.InRange(name.Length, 1, AttachmentName.MaxLength);
            Assert.False(HeaderText.BreaksLine(name));
            Assert.DoesNotContain(name, c => c is '/' or '\\' or '"' or ':' or ';' or '<' or '>');
            Assert.Contains(AttachmentName.ExtensionOf(name), kind.Extensions);
            Assert.NotEqual('.', name[0]);
        }
    });
}
