# One screen with one sentence: the greeting, with what the native library says of itself.
.class public final Lcom/example/mobiledist/sample/MainActivity;
.super Landroid/app/Activity;
.source "MainActivity.smali"

.method static constructor <clinit>()V
    .registers 1
    const-string v0, "sample"
    invoke-static {v0}, Ljava/lang/System;->loadLibrary(Ljava/lang/String;)V
    return-void
.end method

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

# native/sample.c
.method private static native abi()Ljava/lang/String;
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6

    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V

    new-instance v0, Landroid/widget/TextView;
    invoke-direct {v0, p0}, Landroid/widget/TextView;-><init>(Landroid/content/Context;)V

    # getString(R.string.greeting, abi()); the id is pinned in stable-ids.txt
    const/4 v1, 0x1
    new-array v1, v1, [Ljava/lang/Object;
    invoke-static {}, Lcom/example/mobiledist/sample/MainActivity;->abi()Ljava/lang/String;
    move-result-object v2
    const/4 v3, 0x0
    aput-object v2, v1, v3
    const v2, 0x7f040001
    invoke-virtual {p0, v2, v1}, Lcom/example/mobiledist/sample/MainActivity;->getString(I[Ljava/lang/Object;)Ljava/lang/String;
    move-result-object v1
    invoke-virtual {v0, v1}, Landroid/widget/TextView;->setText(Ljava/lang/CharSequence;)V

    # Gravity.CENTER keeps the text clear of bars and cut-outs, whatever the phone draws at its edges.
    const/16 v1, 0x11
    invoke-virtual {v0, v1}, Landroid/widget/TextView;->setGravity(I)V
    const v1, 0x41a00000    # 20sp
    invoke-virtual {v0, v1}, Landroid/widget/TextView;->setTextSize(F)V
    const/16 v1, 0x40
    invoke-virtual {v0, v1, v1, v1, v1}, Landroid/widget/TextView;->setPadding(IIII)V

    invoke-virtual {p0, v0}, Lcom/example/mobiledist/sample/MainActivity;->setContentView(Landroid/view/View;)V
    return-void
.end method
