#!/bin/sh
# Makes the keystores of this folder anew, with keytool, a JDK that runs source files, and openssl 3.
# Every key here is a throw-away key for tests; the passwords are in the README.
set -eu
cd "$(dirname "$0")"
rm -f ./*.jks ./*.der ./*.jceks ./*.p12 ./*.pem ./*.pk8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
k() { keytool -J-Duser.language=en "$@" 2>"$work/err" || { cat "$work/err"; exit 1; }; }
new="-genkeypair -validity 36500 -storepass storepw"
rsa="-keyalg RSA -keysize 2048"
name="CN=Test Key, O=MobileDistPipeline Tests"

k $new -keystore rsa.jks -storetype JKS -alias demo $rsa -dname "$name" -keypass keypw12
k $new -keystore multi.jks -storetype JKS -alias first $rsa -dname "CN=First" -keypass first12
k $new -keystore multi.jks -storetype JKS -alias Second -keyalg EC -groupname secp256r1 -dname "CN=Second" -keypass second12
k -exportcert -keystore multi.jks -storepass storepw -alias first -file "$work/first.cer"
k -importcert -noprompt -keystore multi.jks -storepass storepw -alias onlycert -file "$work/first.cer"
k -importcert -noprompt -keystore certificates.jks -storetype JKS -storepass storepw -alias onlycert -file "$work/first.cer"
k $new -keystore dsa.jks -storetype JKS -alias demo -keyalg DSA -keysize 2048 -dname "$name" -keypass storepw
k -exportcert -keystore dsa.jks -storepass storepw -alias demo -file dsa.der
k $new -keystore rsa.jceks -storetype JCEKS -alias demo $rsa -dname "$name" -keypass keypw12
k -genseckey -keystore rsa.jceks -storetype JCEKS -storepass storepw -alias aes -keyalg AES -keysize 128 -keypass aespw12
k -genseckey -keystore rsa.jceks -storetype JCEKS -storepass storepw -alias mac -keyalg HmacSHA256 -keysize 256 -keypass macpw12
k $new -keystore rsa.p12 -storetype PKCS12 -alias demo $rsa -dname "$name"
k $new -keystore ec.p12 -storetype PKCS12 -alias ec -keyalg EC -groupname secp256r1 -dname "$name"
k $new -keystore multi.p12 -storetype PKCS12 -alias first $rsa -dname "CN=First"
k $new -keystore multi.p12 -storetype PKCS12 -alias Second -keyalg EC -groupname secp384r1 -dname "CN=Second"
k -importcert -noprompt -keystore multi.p12 -storepass storepw -alias onlycert -file "$work/first.cer"
k -J-Dkeystore.pkcs12.legacy $new -keystore legacy.p12 -storetype PKCS12 -alias demo $rsa -dname "$name"

cat > "$work/Other.java" <<'J'
import java.io.*;
import java.security.*;

public class Other {
    public static void main(String[] a) throws Exception {
        KeyStore source = KeyStore.getInstance("JKS");
        try (var in = new FileInputStream("rsa.jks")) { source.load(in, "storepw".toCharArray()); }
        var key = source.getKey("demo", "keypw12".toCharArray());
        var chain = source.getCertificateChain("demo");
        save("PKCS12", "otherkeypassword.p12", key, chain, "demo", "storepw", "otherkeypw");
        save("PKCS12", "unicode.p12", key, chain, "Schl\u00fcssel \u9375", "storepw", "storepw");
        save("JKS", "unicode.jks", key, chain, "Schl\u00fcssel \u9375 \ud83d\udd11", "p\u00e4ssw\u00f6rd \u9375", "\u9375 \ud83d\udd11");
    }

    static void save(String type, String file, Key key, java.security.cert.Certificate[] chain, String alias, String storePassword, String keyPassword) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setKeyEntry(alias, key, keyPassword.toCharArray(), chain);
        try (var out = new FileOutputStream(file)) { store.store(out, storePassword.toCharArray()); }
    }
}
J
java "$work/Other.java"

ca() { # name subject issuer(self|name) section
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/$1.key" 2>/dev/null
  openssl req -new -key "$work/$1.key" -subj "$2" -out "$work/$1.csr"
  if [ "$3" = self ]; then by="-signkey $work/$1.key"; else by="-CA $work/$3.pem -CAkey $work/$3.key"; fi
  openssl x509 -req -in "$work/$1.csr" -sha256 -days 36500 -set_serial "0x4$(openssl rand -hex 7)" $by -extfile "$work/ext.cnf" -extensions "$4" -out "$work/$1.pem" 2>/dev/null
}
cat > "$work/ext.cnf" <<'C'
[root]
basicConstraints=critical,CA:TRUE
subjectKeyIdentifier=hash
[ca]
basicConstraints=critical,CA:TRUE
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
[leaf]
basicConstraints=critical,CA:FALSE
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
C
ca root "/O=MobileDistPipeline Tests/CN=Test Root" self root
ca inter "/O=MobileDistPipeline Tests/CN=Test Intermediate" root ca
ca leaf "/O=MobileDistPipeline Tests/CN=Test Leaf" inter leaf
cp "$work/leaf.pem" chain-leaf.pem
cat "$work/root.pem" "$work/leaf.pem" "$work/inter.pem" > chain-shuffled.pem
openssl x509 -in "$work/leaf.pem" -outform DER -out chain-leaf.der
cat "$work/inter.pem" "$work/root.pem" > "$work/issuers.pem"
p12() { openssl pkcs12 -export -inkey "$work/leaf.key" -in "$work/leaf.pem" -certfile "$work/issuers.pem" -passout pass:legacy123 "$@"; }
p12 -legacy -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-3DES -macalg sha1 -iter 2048 -name demo -out openssl-rc2-40.p12
p12 -legacy -certpbe PBE-SHA1-RC2-128 -keypbe PBE-SHA1-RC2-128 -macalg sha1 -iter 2048 -name demo -out openssl-rc2-128.p12
p12 -legacy -descert -keypbe PBE-SHA1-3DES -macalg sha1 -name demo -out openssl-3des.p12
# One round each, and nothing encrypted: for tests that read thousands of variants.
p12 -iter 1 -name demo -out fast.p12
p12 -iter 1 -legacy -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-RC2-128 -macalg sha1 -name demo -out fast-rc2.p12
p12 -nomac -certpbe NONE -keypbe NONE -name demo -out plain.p12
p12 -nomac -certpbe AES-256-CBC -name demo -out openssl-nomac-encrypted.p12
p12 -nomac -name demo -out openssl-nomac.p12
p12 -certpbe NONE -keypbe AES-256-CBC -out openssl-noname.p12
openssl pkcs12 -export -inkey "$work/leaf.key" -in "$work/leaf.pem" -passout pass: -out openssl-emptypassword.p12
LC_ALL=C.UTF-8 openssl pkcs12 -export -inkey "$work/leaf.key" -in "$work/leaf.pem" -name demo -passout "pass:pässwörd 鍵" -out openssl-unicode.p12
openssl pkcs12 -export -nokeys -in "$work/leaf.pem" -passout pass:legacy123 -out openssl-certificate.p12
openssl pkcs8 -topk8 -nocrypt -in "$work/leaf.key" -out "$work/leaf.p8"
cat "$work/leaf.p8" chain-shuffled.pem > rsa-pkcs8.pem
openssl rsa -traditional -in "$work/leaf.key" -out "$work/leaf.rsa" 2>/dev/null
cat "$work/leaf.rsa" "$work/leaf.pem" > rsa-pkcs1.pem
openssl pkcs8 -topk8 -in "$work/leaf.key" -passout pass:legacy123 -out "$work/leaf.enc"
cat "$work/leaf.enc" "$work/leaf.pem" > rsa-pkcs8-encrypted.pem
openssl pkcs8 -topk8 -v1 PBE-SHA1-RC2-40 -provider legacy -provider default -in "$work/leaf.key" -passout pass:legacy123 -out "$work/leaf.rc2"
cat "$work/leaf.rc2" "$work/leaf.pem" > rsa-pkcs8-rc2.pem
openssl rsa -traditional -aes256 -in "$work/leaf.key" -passout pass:legacy123 -out old-encryption.pem 2>/dev/null
openssl pkcs8 -topk8 -nocrypt -in "$work/leaf.key" -outform DER -out rsa.pk8
openssl pkcs8 -topk8 -in "$work/leaf.key" -passout pass:legacy123 -outform DER -out rsa-encrypted.pk8
openssl ecparam -name prime256v1 -genkey -out "$work/ec.key" 2>/dev/null
openssl req -x509 -new -key "$work/ec.key" -days 36500 -subj "/CN=Test EC" -out "$work/ec.pem"
cat "$work/ec.key" "$work/ec.pem" > ec-sec1.pem
openssl pkcs8 -topk8 -nocrypt -in "$work/ec.key" -out "$work/AuthKey.p8"
cp "$work/AuthKey.p8" AuthKey_TEST.pem
openssl genpkey -algorithm ed25519 -out "$work/ed.key"
openssl req -x509 -new -key "$work/ed.key" -days 36500 -subj "/CN=Test Ed25519" -out "$work/ed.pem"
cat "$work/ed.key" "$work/ed.pem" > ed25519.pem
